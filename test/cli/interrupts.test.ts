import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { listenForInterrupts } from "../../src/cli/interrupts.ts";

function start() {
  const process = new EventEmitter();
  const exits: number[] = [];
  const interrupts = listenForInterrupts(process, (code) => exits.push(code));
  return { process, exits, interrupts };
}

describe("listenForInterrupts()", () => {
  test("aborts at the first Ctrl-C and ends the process at the second", () => {
    const { process, exits, interrupts } = start();
    expect(interrupts.code).toBeUndefined();
    process.emit("SIGINT");
    expect([interrupts.signal.aborted, interrupts.code, exits]).toEqual([true, 130, []]);
    process.emit("SIGINT");
    expect(exits).toEqual([130]);
  });

  test("first begins nothing more, then aborts, then ends, once a command asked for it", () => {
    const { process, exits, interrupts } = start();
    const stop = interrupts.holdOn();
    process.emit("SIGTERM");
    expect([stop.aborted, interrupts.signal.aborted, interrupts.code]).toEqual([true, false, 143]);
    process.emit("SIGINT");
    expect([interrupts.signal.aborted, interrupts.code, exits]).toEqual([true, 130, []]);
    process.emit("SIGINT");
    expect(exits).toEqual([130]);
  });
});
