/** Where a template writes to: the text, and for each of its lines the template line that wrote it. */
import type { Origin } from "../../tree/config-node.ts";
import { tooMuch } from "../template-fault.ts";

export type OriginOf = (line: number) => Origin | undefined;

export interface WrittenText {
  readonly text: string;
  readonly origins: readonly (Origin | undefined)[];
}

/** Text being written; what stands first on a line and is no blank decides the line's origin. */
class Sink {
  readonly #parts: string[] = [];
  readonly #origins: (Origin | undefined)[] = [undefined];
  #decided = false;

  write(text: string, originOf: OriginOf): void {
    this.#parts.push(text);
    let line = 0;
    let start = 0;
    for (let end = text.indexOf("\n"); ; end = text.indexOf("\n", start)) {
      this.#extendLine(text.slice(start, end === -1 ? undefined : end), end !== -1, line, originOf);
      if (end === -1) return;
      this.#origins.push(undefined);
      this.#decided = false;
      start = end + 1;
      line++;
    }
  }

  #extendLine(part: string, ends: boolean, line: number, originOf: OriginOf): void {
    if (this.#decided || (part === "" && !ends)) return;
    const decides = /\S/.test(part);
    const last = this.#origins.length - 1;
    if (decides || this.#origins[last] === undefined) this.#origins[last] = originOf(line);
    this.#decided = decides;
  }

  finish(): WrittenText {
    return { text: this.#parts.join(""), origins: this.#origins };
  }
}

export class Output {
  /** undefined throws away what is written. */
  readonly #sinks: (Sink | undefined)[] = [new Sink()];
  readonly #maxLength: number;
  #length = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  get discarding(): boolean {
    return this.#sinks.at(-1) === undefined;
  }

  write(text: string, originOf: OriginOf): void {
    const sink = this.#sinks.at(-1);
    if (sink === undefined || text === "") return;
    this.#length += text.length;
    if (this.#length > this.#maxLength) throw tooMuch(`the output is longer than ${this.#maxLength} characters`);
    sink.write(text, originOf);
  }

  /** Catches what is written until `release`. */
  capture(): void {
    this.#sinks.push(new Sink());
  }

  discard(): void {
    this.#sinks.push(undefined);
  }

  release(): WrittenText {
    const written = this.#sinks.pop()?.finish() ?? { text: "", origins: [] };
    this.#length -= written.text.length;
    return written;
  }
}
