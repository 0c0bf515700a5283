/** What makes tags equal: Telnyx keeps the letter case of a tag's first use anywhere (operation 36). */
export function tagKey(tag: string): string {
  return tag.toLowerCase();
}
