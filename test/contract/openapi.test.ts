/** The check that every test with the simulated GitHub makes: that it finds what it is there for. */
import { describe, expect, it } from "vitest";
import { appRoutes, openRoutes, routes } from "../../src/playground/github/routes/index.ts";
import { checkExchange, isDescribed } from "../support/github-api/check-exchange.ts";

const label = {
  id: 1,
  node_id: "TGFiZWw=",
  url: "https://github.test/labels/talos",
  name: "talos",
  description: null,
  color: "ededed",
  default: false,
};

const removal = {
  method: "DELETE",
  path: "/repos/acme/home-ops/issues/7/labels/talos%2Fdiff",
  request: "",
  status: 200,
  answer: [label],
};

describe("checkExchange()", () => {
  it("has nothing to say of what GitHub takes and gives", () => {
    expect(checkExchange(removal)).toEqual([]);
  });

  it.each([
    { name: "an operation that is none", change: { path: "/repos/acme/home-ops/labours" } },
    { name: "a number that is none", change: { path: "/repos/acme/home-ops/issues/x/labels/a" } },
    { name: "a query that is not known", change: { path: `${removal.path}?force=true` } },
    { name: "a body where none is taken", change: { request: '{"name":"talos"}' } },
    { name: "a status that GitHub never answers", change: { status: 204, answer: undefined } },
    { name: "a body that is missing", change: { answer: undefined } },
    { name: "a field that is missing", change: { answer: [{ ...label, color: undefined }] } },
    { name: "a field that GitHub has not", change: { answer: [{ ...label, colour: "ededed" }] } },
    { name: "a field of another type", change: { answer: [{ ...label, id: "1" }] } },
    { name: "an address that is none", change: { answer: [{ ...label, url: "" }] } },
    { name: "an error without its form", change: { status: 404, answer: { message: 1 } } },
  ])("complains of $name", ({ change }) => {
    expect(checkExchange(JSON.parse(JSON.stringify({ ...removal, ...change })))).not.toEqual([]);
  });

  it.each([
    { name: "lacks what is required", body: { inputs: {} } },
    { name: "has what GitHub does not take", body: { ref: "main", return_run_detail: true } },
    { name: "has another type", body: { ref: "main", return_run_details: "true" } },
  ])("complains of a request that $name, unless it was refused", ({ body }) => {
    const exchange = {
      method: "POST",
      path: "/repos/acme/home-ops/actions/workflows/talos.yaml/dispatches",
      request: JSON.stringify(body),
    };
    expect(checkExchange({ ...exchange, status: 204, answer: undefined })).not.toEqual([]);
    const message = { message: "Invalid request.", documentation_url: "https://docs.github.com/rest" };
    expect(checkExchange({ ...exchange, status: 422, answer: message })).toEqual([]);
  });
});

describe("routes of the simulated GitHub", () => {
  const all = [...routes, ...appRoutes, ...openRoutes].filter(({ path }) => path !== "/graphql");
  // scripts/extract-openapi.ts takes a new one in.
  it.each(all.map(({ method, path }) => ({ method, path })))("$method $path is one of GitHub's", ({ method, path }) => {
    expect(isDescribed(method, path.replaceAll(/[:*][^/]+/g, "1"))).toBe(true);
  });
});
