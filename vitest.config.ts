import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/github-api/check-all-exchanges.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    restoreMocks: true,
    // Many tests wait for processes and pauses: as many workers as there are cores would wait with them.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Tests must not depend on the machine: no ambient talosconfig, no GitHub context.
    env: { TALOSCONFIG: "", GITHUB_ACTIONS: "", GITHUB_EVENT_PATH: "" },
  },
});
