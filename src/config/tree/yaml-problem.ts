import type { ErrorCode } from "yaml";

const texts: Record<ErrorCode, string> = {
  ALIAS_PROPS: "an alias cannot have an anchor or tag",
  BAD_ALIAS: "an alias is broken",
  BAD_COLLECTION_TYPE: "a tag does not fit its value",
  BAD_DIRECTIVE: "a % directive is broken",
  BAD_DQ_ESCAPE: "a double-quoted text holds a broken escape",
  BAD_INDENT: "the indentation is wrong, or a bracket is not closed",
  BAD_PROP_ORDER: "an anchor or tag stands in the wrong place",
  BAD_SCALAR_START: "a value starts with a reserved character: quote it",
  BLOCK_AS_IMPLICIT_KEY: "a value holds a second colon: quote it, or indent what follows",
  BLOCK_IN_FLOW: "a block stands inside brackets",
  DUPLICATE_KEY: "a key occurs twice in one map",
  IMPOSSIBLE: "the YAML is broken",
  KEY_OVER_1024_CHARS: "a key is longer than 1024 characters",
  MISSING_CHAR: "a character is missing: a quote, a comma, a colon or a space",
  MULTILINE_IMPLICIT_KEY: "a key runs over several lines, perhaps a missing colon or quote",
  MULTIPLE_ANCHORS: "a value has two anchors",
  MULTIPLE_DOCS: "the documents are not separated by ---",
  MULTIPLE_TAGS: "a value has two tags",
  NON_STRING_KEY: "a key must be a plain value",
  RESOURCE_EXHAUSTION: "values are nested too deep",
  TAB_AS_INDENT: "a tab is used as indentation: use spaces",
  TAG_RESOLVE_FAILED: "a tag does not fit its value",
  UNEXPECTED_TOKEN: "the YAML is broken here, perhaps by a wrong indentation or a missing quote",
};

/** A problem in words of our own: those of the parser may quote the document, which may hold a secret. */
export function describeYamlProblem(code: ErrorCode): string {
  return texts[code];
}
