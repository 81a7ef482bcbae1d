import { describe, expect, it } from "vitest";
import { createDeliveryJournal } from "../../../src/bot/deliveries/delivery-journal.ts";

describe("createDeliveryJournal()", () => {
  it("takes a delivery in once", () => {
    const journal = createDeliveryJournal(10);
    expect([journal.takeIn("1"), journal.takeIn("1")]).toEqual([true, false]);
  });

  it("takes one in again after it failed, and forgets the failure", () => {
    const journal = createDeliveryJournal(10);
    journal.takeIn("1");
    journal.failed("1", 5);
    expect(journal.failedAt("1")).toBe(5);
    expect([journal.takeIn("1"), journal.takeIn("1")]).toEqual([true, false]);
    expect(journal.failedAt("1")).toBeUndefined();
  });

  it("takes one in again that could not be queued", () => {
    const journal = createDeliveryJournal(10);
    journal.takeIn("1");
    journal.forget("1");
    expect(journal.takeIn("1")).toBe(true);
  });

  it("remembers only so many, the newest", () => {
    const journal = createDeliveryJournal(2);
    for (const id of ["1", "2", "3"]) journal.takeIn(id);
    expect(["1", "2", "3"].map(journal.knows)).toEqual([false, true, true]);
  });
});
