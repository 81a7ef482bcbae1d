export interface LineSplitter {
  add(text: string): void;
  /** What is left is a line, too. */
  end(): void;
}

/** A line without an end must not fill the memory. */
const maxLength = 2_000;

/** Cuts pieces of text, as they come, into lines. Empty ones are left out. */
export function createLineSplitter(onLine: ((line: string) => void) | undefined): LineSplitter {
  let pending = "";
  const tell = (line: string) => {
    const trimmed = line.trimEnd();
    if (trimmed !== "") onLine?.(trimmed);
  };
  return {
    add(text) {
      const lines = `${pending}${text}`.split("\n");
      pending = (lines.pop() ?? "").slice(0, maxLength);
      for (const line of lines) tell(line.slice(0, maxLength));
    },
    end() {
      tell(pending);
      pending = "";
    },
  };
}
