import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/cli/completion-scripts.ts
var shells = ["bash", "zsh", "fish"];
function completionScript(shell, commands, globalOptions) {
  const completion = describe(commands, globalOptions);
  switch (shell) {
    case "bash":
      return bashScript(completion);
    case "zsh":
      return zshScript(completion);
    case "fish":
      return fishScript(completion);
    default:
      return shell;
  }
}
function describe(commands, globalOptions) {
  const groups = /* @__PURE__ */ new Map();
  for (const { name } of commands) {
    const [first = "", second] = name.split(" ");
    if (second !== void 0) groups.set(first, [...groups.get(first) ?? [], second]);
  }
  return {
    groups,
    commands: commands.map(({ name, summary, options, args }) => ({
      name,
      summary,
      flags: [...options, ...globalOptions].map(describeFlag),
      words: args.flatMap((arg) => /nodes/.test(arg.name) ? ["all", "controlplane", "workers"] : arg.choices ?? [])
    }))
  };
}
function describeFlag({ flags, description, choices = [] }) {
  const [name = ""] = /--[a-z0-9-]+/.exec(flags) ?? [];
  return { name, description, takesValue: flags.includes("<"), choices };
}
function firstWords({ commands }) {
  return [.../* @__PURE__ */ new Set(["help", ...commands.map(({ name }) => name.split(" ")[0] ?? "")])];
}
function bashScript(completion) {
  const { commands, groups } = completion;
  const withValue = new Set(
    commands.flatMap(({ flags }) => flags.filter((flag) => flag.takesValue).map(({ name }) => name))
  );
  return [
    "_talos_chatops() {",
    `  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} name= word index`,
    "  COMPREPLY=()",
    "  for ((index = 1; index < COMP_CWORD; index++)); do",
    `    word=\${COMP_WORDS[index]}`,
    '    case "$word" in',
    `      ${[...withValue].join("|")}) ((index++)) ;;`,
    "      -*) ;;",
    `      *) if [[ -z $name ]]; then name=$word; elif [[ " ${[...groups.keys()].join(" ")} " == *" $name "* ]]; then name="$name $word"; fi ;;`,
    "    esac",
    "  done",
    '  case "$name $before" in',
    ...commands.flatMap(
      ({ name, flags }) => flags.filter((flag) => flag.choices.length > 0).map(
        (flag) => `    '${name} ${flag.name}') COMPREPLY=($(compgen -W '${flag.choices.join(" ")}' -- "$current")); return ;;`
      )
    ),
    "  esac",
    '  case "$before" in',
    `    ${[...withValue].join("|")}) COMPREPLY=($(compgen -f -- "$current")); return ;;`,
    "  esac",
    '  case "$name" in',
    `    ''|help) COMPREPLY=($(compgen -W '${firstWords(completion).join(" ")}' -- "$current")) ;;`,
    ...[...groups].map(
      ([first, seconds]) => `    '${first}') COMPREPLY=($(compgen -W '${seconds.join(" ")}' -- "$current")) ;;`
    ),
    ...commands.map(
      ({ name, flags, words }) => `    '${name}') COMPREPLY=($(compgen -W '${[...words, ...flags.map((flag) => flag.name)].join(" ")}' -- "$current")) ;;`
    ),
    "  esac",
    "}",
    "complete -o default -F _talos_chatops talos-chatops",
    ""
  ].join("\n");
}
function zshScript(completion) {
  const { commands, groups } = completion;
  const firsts = firstWords(completion).map((first) => {
    const summary = commands.find(({ name }) => name === first)?.summary ?? (first === "help" ? "show help" : groupText(groups, first));
    return `    ${quote(`${first}:${summary}`)}`;
  });
  const cases = commands.filter(({ name }) => !name.includes(" ")).map((command) => `    ${command.name}) _arguments ${zshArguments(command)} ;;`);
  const grouped = [...groups].map(
    ([first, seconds]) => [
      `    ${first})`,
      `      if (( CURRENT == 2 )); then compadd -- ${seconds.join(" ")}; return; fi`,
      "      shift words; (( CURRENT-- ))",
      "      case $words[1] in",
      ...commands.filter(({ name }) => name.startsWith(`${first} `)).map((command) => `        ${command.name.slice(first.length + 1)}) _arguments ${zshArguments(command)} ;;`),
      "      esac ;;"
    ].join("\n")
  );
  return [
    "#compdef talos-chatops",
    "_talos_chatops() {",
    "  local -a commands=(",
    ...firsts,
    "  )",
    "  if (( CURRENT == 2 )); then _describe command commands; return; fi",
    // _arguments takes the first word for the command
    "  shift words; (( CURRENT-- ))",
    "  case $words[1] in",
    "    help) _describe command commands ;;",
    ...cases,
    ...grouped,
    "  esac",
    "}",
    // sourced it has to be registered, autoloaded it is run
    'if [[ $funcstack[1] == _talos-chatops ]]; then _talos_chatops "$@"; else compdef _talos_chatops talos-chatops; fi',
    ""
  ].join("\n");
}
function groupText(groups, first) {
  return (groups.get(first) ?? []).join(", ");
}
function zshArguments({ flags, words }) {
  const options = flags.map(({ name, description, takesValue, choices }) => {
    const text = description.replace(/[[\]:\\]/g, (character) => `\\${character}`);
    const value = takesValue ? `:value:${choices.length > 0 ? `(${choices.join(" ")})` : "_files"}` : "";
    return quote(`${name}[${text}]${value}`);
  });
  const rest = words.length > 0 ? [quote(`*:argument:(${words.join(" ")})`)] : [quote("*:file:_files")];
  return [...options, ...rest].join(" ");
}
function fishScript(completion) {
  const { commands, groups } = completion;
  const firsts = firstWords(completion);
  const none = `not __fish_seen_subcommand_from ${firsts.join(" ")}`;
  return [
    ...firsts.map((first) => {
      const summary = commands.find(({ name }) => name === first)?.summary ?? (first === "help" ? "show help" : groupText(groups, first));
      return `complete -c talos-chatops -f -n ${fishQuote(none)} -a ${first} -d ${fishQuote(summary)}`;
    }),
    ...[...groups].flatMap(
      ([first, seconds]) => seconds.map((second) => {
        const when = `__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${seconds.join(" ")}`;
        return `complete -c talos-chatops -f -n ${fishQuote(when)} -a ${second}`;
      })
    ),
    ...commands.flatMap(fishCommand),
    ""
  ].join("\n");
}
function fishCommand({ name, flags, words }) {
  const when = name.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`).join("; and ");
  const begin = `complete -c talos-chatops -n ${fishQuote(when)}`;
  return [
    ...words.length === 0 ? [] : [`${begin} -f -a ${fishQuote(words.join(" "))}`],
    ...flags.map(({ name: flag, description, takesValue, choices }) => {
      const value = takesValue ? choices.length > 0 ? ` -x -a ${fishQuote(choices.join(" "))}` : " -r" : "";
      return `${begin} -l ${flag.slice(2)}${value} -d ${fishQuote(description)}`;
    })
  ];
}
function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
function fishQuote(text) {
  return `'${text.replace(/['\\]/g, (character) => `\\${character}`)}'`;
}

// src/cli/commands/completion.ts
function completionOf(commands, globalOptions) {
  return {
    async run({ args: [given = ""], output }) {
      const shell = shells.find((known) => known === given);
      if (shell === void 0) {
        const nearest = nearestName(given, shells);
        throw new UserError(`Cannot complete commands in ${JSON.stringify(given)}`, {
          code: "input_invalid",
          hint: nearest === void 0 ? `There are scripts for ${shells.join(", ")}.` : `Did you mean ${nearest}?`
        });
      }
      output.write(completionScript(shell, commands, globalOptions));
      return 0;
    }
  };
}
export {
  completionOf
};
