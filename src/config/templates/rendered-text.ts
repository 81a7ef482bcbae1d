import type { Origin } from "../tree/config-node.ts";

/** A template's output, and for each line of it the template line that wrote it (entry 0 is the first line). */
export interface RenderedText {
  readonly text: string;
  readonly origins: readonly (Origin | undefined)[];
}
