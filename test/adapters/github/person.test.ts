import { describe, expect, it } from "vitest";
import { findUserId, isTeamMember, readRole } from "../../../src/adapters/github/person.ts";
import { calm, startTestGitHub } from "../../support/github.ts";

describe("readRole()", () => {
  it.each(["admin", "maintain", "write", "triage", "read", "none"] as const)("gives the role %s", async (role) => {
    const { world, repository, connect } = await startTestGitHub();
    world.setRole(repository, "alice", role);
    const { login, id } = world.addUser("alice");
    expect(await readRole(connect(), { login, id }, calm)).toBe(role);
  });

  it("is none for a login that belongs to somebody else now", async () => {
    const { world, repository, connect } = await startTestGitHub();
    world.setRole(repository, "alice", "admin");
    expect(await readRole(connect(), { login: "alice", id: 5 }, calm)).toBe("none");
  });

  it("is none for who does not exist", async () => {
    const { connect } = await startTestGitHub();
    expect(await readRole(connect(), { login: "ghost", id: 5 }, calm)).toBe("none");
  });
});

describe("findUserId()", () => {
  it("finds a person by login, whatever its case", async () => {
    const { world, connect } = await startTestGitHub();
    const { id } = world.addUser("Alice");
    expect(await findUserId(connect(), "alice", calm)).toBe(id);
    expect(await findUserId(connect(), "ghost", calm)).toBeUndefined();
  });
});

describe("isTeamMember()", () => {
  it("tells members from others", async () => {
    const { world, connect } = await startTestGitHub();
    world.addTeam("acme", "infra", ["alice"]);
    world.addUser("bob");
    const github = connect({ members: "read" });
    expect(await isTeamMember(github, "acme/infra", "alice", calm)).toBe(true);
    expect(await isTeamMember(github, "acme/infra", "bob", calm)).toBe(false);
    expect(await isTeamMember(github, "acme/nobody", "alice", calm)).toBe(false);
  });

  it("says that a workflow's own token is not enough", async () => {
    const { world, connect } = await startTestGitHub();
    world.addTeam("acme", "infra", ["alice"]);
    await expect(isTeamMember(connect(), "acme/infra", "alice", calm)).rejects.toMatchObject({
      code: "github_failed",
      hint: expect.stringContaining("team-token"),
    });
  });
});
