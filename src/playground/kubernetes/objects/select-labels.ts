/** Label selectors: the query parameter's text and the LabelSelector of a spec, both as one test of labels. */
import { badRequest } from "./status-error.ts";

export type LabelTest = (labels: Readonly<Record<string, string>>) => boolean;

export interface SpecSelector {
  readonly matchLabels?: Readonly<Record<string, string>> | undefined;
  readonly matchExpressions?:
    | readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] | undefined }[]
    | undefined;
}

/** Reads `a=b,c!=d,e in (f,g),h notin (i),j,!k`. @throws StatusError 400 */
export function parseLabelSelector(text: string): LabelTest {
  const terms = splitTerms(text).map((term) => parseTerm(term.trim(), text));
  return (labels) => terms.every((term) => term(labels));
}

/** Matches everything when it is empty. */
export function matchSelector({ matchLabels = {}, matchExpressions = [] }: SpecSelector): LabelTest {
  const equal = Object.entries(matchLabels).map(([key, value]) => testFor(key, "In", [value]));
  const terms = [
    ...equal,
    ...matchExpressions.map(({ key, operator, values }) => testFor(key, operator, values ?? [])),
  ];
  return (labels) => terms.every((term) => term(labels));
}

/** At commas outside parentheses. */
function splitTerms(text: string): readonly string[] {
  return text.trim() === "" ? [] : text.split(/,(?![^(]*\))/);
}

const setTerm = /^([^\s!=()]+)\s+(in|notin)\s*\(([^)]*)\)$/;
const equalTerm = /^([^\s!=()]+)\s*(==|=|!=)\s*([^\s!=()]*)$/;
const existsTerm = /^(!?)\s*([^\s!=()]+)$/;

function parseTerm(term: string, selector: string): LabelTest {
  const set = setTerm.exec(term);
  if (set !== null) {
    const values = (set[3] ?? "").split(",").map((value) => value.trim());
    return testFor(set[1] ?? "", set[2] === "in" ? "In" : "NotIn", values);
  }
  const equal = equalTerm.exec(term);
  if (equal !== null) return testFor(equal[1] ?? "", equal[2] === "!=" ? "NotIn" : "In", [equal[3] ?? ""]);
  const exists = existsTerm.exec(term);
  if (exists !== null) return testFor(exists[2] ?? "", exists[1] === "!" ? "DoesNotExist" : "Exists", []);
  throw badRequest(`unable to parse requirement: found '${term}' in selector "${selector}"`);
}

function testFor(key: string, operator: string, values: readonly string[]): LabelTest {
  switch (operator) {
    case "In":
      return (labels) => values.includes(labels[key] ?? "\0");
    case "NotIn":
      return (labels) => !values.includes(labels[key] ?? "\0");
    case "Exists":
      return (labels) => labels[key] !== undefined;
    case "DoesNotExist":
      return (labels) => labels[key] === undefined;
    default:
      throw badRequest(`"${operator}" is not a valid label selector operator`);
  }
}
