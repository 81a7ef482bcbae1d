/** Steps of an RFC 6901 pointer; `""` is the whole document. */
export function pointerSteps(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
