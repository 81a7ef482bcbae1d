import type { Origin } from "../../tree/config-node.ts";
import type { OriginOf, WrittenText } from "./output.ts";

type Lines = readonly (Origin | undefined)[];

/** Remembers which template lines wrote the texts of macros and set blocks, which are written out elsewhere. */
export class OriginMemory {
  readonly #texts = new Map<string, Lines>();
  #last: WrittenText | undefined;

  /** Two captures may give the same text: then nobody knows whose lines it has. */
  remember(written: WrittenText): void {
    this.#last = written;
    this.#add(written);
  }

  #add({ text, origins }: WrittenText): void {
    if (!text.includes("\n")) return;
    const known = this.#texts.get(text);
    this.#texts.set(text, known === undefined ? origins : combine(known, origins));
  }

  /** For a text made of another line by line, as `indent` does. */
  carry(from: string, to: string): void {
    const origins = this.#texts.get(from);
    if (origins !== undefined && countLines(from) === countLines(to)) this.#add({ text: to, origins });
  }

  /** The lines of an emitted text: those that wrote it, else the emitting one. `called`: it is what a call just gave. */
  originOf(text: string, emitting: Origin, called: boolean): OriginOf {
    const last = called && this.#last?.text === text ? this.#last.origins : undefined;
    const origins = last ?? (text.includes("\n") ? this.#texts.get(text) : undefined);
    return origins === undefined ? () => emitting : (line) => origins[line];
  }
}

function combine(known: Lines, origins: Lines): Lines {
  return known.map((origin, line) => (sameOrigin(origin, origins[line]) ? origin : undefined));
}

function sameOrigin(left: Origin | undefined, right: Origin | undefined): boolean {
  return left?.file === right?.file && left?.line === right?.line;
}

function countLines(text: string): number {
  return text.split("\n").length;
}
