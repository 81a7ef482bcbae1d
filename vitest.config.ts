import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    restoreMocks: true,
    // Tests must not depend on the machine: no ambient talosconfig, no GitHub context.
    env: { TALOSCONFIG: "", GITHUB_ACTIONS: "", GITHUB_EVENT_PATH: "" },
  },
});
