import { describe, expect, it } from "vitest";
import { connectPeople } from "../../../src/adapters/github/connect-people.ts";
import { calm, startTestGitHub } from "../../support/github.ts";

describe("connectPeople()", () => {
  it("takes nobody for a member who had the login of one before, or has it in the meantime", async () => {
    const { world, connect } = await startTestGitHub();
    world.addTeam("acme", "infra", ["alice"]);
    const { id, login } = world.addUser("alice");
    const people = connectPeople(connect({ members: "read" }));
    expect(await people.isTeamMember("acme/infra", { id, login }, calm)).toBe(true);
    expect(await people.isTeamMember("acme/infra", { id: id + 1, login }, calm)).toBe(false);
  });
});
