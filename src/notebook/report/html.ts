// Text into HTML.

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The text with `&`, `<`, `>` and `"` written so that HTML shows them. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => marks[mark]!);
}
