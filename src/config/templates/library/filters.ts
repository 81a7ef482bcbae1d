/** The filters of minijinja-cli 2.24; those that cannot be had exactly are refused by name. */
import { unsupported } from "../template-fault.ts";
import type { Library, LibraryFunction } from "./library.ts";
import { listFilters } from "./list-filters.ts";
import { mapFilter, mapFilters } from "./map-filters.ts";
import { numberFilters } from "./number-filters.ts";
import { orderFilters } from "./order-filters.ts";
import { formatFilter } from "./printf.ts";
import { splitFilters } from "./split-filters.ts";
import { textFilters } from "./text-filters.ts";

function refuse(name: string, why: string): readonly [string, LibraryFunction] {
  return [
    name,
    () => {
      throw unsupported(`the filter "${name}"`, why);
    },
  ];
}

const timeHint = "Dates have no place in a machine configuration; write the text itself";

export const filters: Library = new Map<string, LibraryFunction>([
  ...textFilters,
  ...splitFilters,
  ...listFilters,
  ...orderFilters,
  ...mapFilters,
  ...numberFilters,
  ["map", mapFilter(() => filters)],
  ["format", formatFilter],
  refuse("random", "A machine configuration must come out the same each time"),
  refuse("wordwrap", "Wrap the text in the template"),
  refuse("datetimeformat", timeHint),
  refuse("dateformat", timeHint),
  refuse("timeformat", timeHint),
]);
