import { unsupported } from "../template-fault.ts";
import type { LibraryFunction } from "./library.ts";

export const formatFilter: LibraryFunction = () => {
  throw unsupported('the filter "format"');
};
