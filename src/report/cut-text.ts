/** Text of at most about `maxLength` characters; what is cut off is counted, so that nothing goes missing unseen. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength).toWellFormed()} … (${text.length - maxLength} more characters)`;
}
