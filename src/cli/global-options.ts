/** Options that every command of the CLI knows. */
import type { OptionSpec } from "./command-spec.ts";

export const globalOptions: readonly OptionSpec[] = [
  { flags: "--root <folder>", description: "the repository; found upward from the current folder unless told" },
  { flags: "--config <path>", description: "the settings, from the root; .github/talos-chatops.yaml unless told" },
  { flags: "--cluster <name>", description: "which cluster of the settings; needed when there are several" },
  { flags: "--talosconfig <file>", description: "$TALOSCONFIG or ~/.talos/config unless told" },
  { flags: "--context <name>", description: "context of the talosconfig; the cluster's or the active one unless told" },
  { flags: "--json", description: "print JSON, errors too" },
  { flags: "--no-color", description: "no colours, as with NO_COLOR" },
  { flags: "--verbose", description: "show progress as lines, and where an error came from" },
];
