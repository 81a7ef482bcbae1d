import { TemplateObject } from "../values/value.ts";
import type { LibraryFunction } from "./library.ts";

/** A global function: callable, and nothing else. */
export class NativeFunction extends TemplateObject {
  readonly kind = "plain";
  readonly call: LibraryFunction;

  constructor(call: LibraryFunction) {
    super();
    this.call = call;
  }
}
