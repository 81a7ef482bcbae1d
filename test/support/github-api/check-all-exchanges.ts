/** For every test: what the simulated GitHub was asked and what it answered is what GitHub's API takes and gives. */
import { afterEach, expect } from "vitest";
import { type Exchange, exchangeObservers } from "../../../src/playground/github/exchange-observers.ts";

const exchanges: Exchange[] = [];

exchangeObservers.add((exchange) => {
  // As it stood then: what the simulator remembers goes on.
  const answer = exchange.answer === undefined ? undefined : JSON.parse(JSON.stringify(exchange.answer));
  exchanges.push({ ...exchange, answer });
});

afterEach(async () => {
  const seen = exchanges.splice(0);
  if (seen.length === 0) return;
  const { checkExchange } = await import("./check-exchange.ts");
  const complaints = [...new Set(seen.flatMap(checkExchange))].slice(0, 20);
  expect(complaints, "differs from GitHub's OpenAPI description").toEqual([]);
});
