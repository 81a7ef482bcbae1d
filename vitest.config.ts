import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    restoreMocks: true,
    // Tests must not depend on the machine: no ambient talosconfig, no colour, no GitHub context.
    env: { TALOSCONFIG: "", NO_COLOR: "1", FORCE_COLOR: "", GITHUB_ACTIONS: "", GITHUB_EVENT_PATH: "" },
  },
});
