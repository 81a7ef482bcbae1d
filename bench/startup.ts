/** How long the action's bundle takes, over the time that Node itself takes to start and end. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAuthority } from "../src/playground/certificates/authority.ts";
import { formatTalosconfig } from "../src/playground/talosconfig.ts";
import { report, summarise } from "./measure.ts";
