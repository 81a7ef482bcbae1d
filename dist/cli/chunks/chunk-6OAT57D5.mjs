import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/chatops/describe-command.ts
function flagForm({ name, value }) {
  switch (value.kind) {
    case "switch":
      return `--${name}`;
    case "choice":
      return `--${name} ${value.choices.join("|")}`;
    case "partitions":
      return `--${name} <labels>`;
    case "seconds":
      return `--${name} <duration>`;
    default:
      return `--${name} <${value.kind}>`;
  }
}
function fallbackOf({ value }) {
  if (value.kind === "choice") return value.fallback;
  return value.kind === "partitions" ? value.fallback.join(",") : void 0;
}

export {
  flagForm,
  fallbackOf
};
