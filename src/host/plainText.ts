/**
 * Makes text of others (account names, what the API says) plain where VS Code would read more into it. Controls
 * and characters that turn the direction of writing are dropped.
 */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** For labels of quick picks and the status bar, which would turn `$(name)` into an icon. */
export function inLabel(text: string): string {
  return visible(text).replace(/\$\([A-Za-z0-9-]+(~[A-Za-z]+)?\)/g, '\\$&');
}

/** For notifications, which would turn `[text](command:…)` into a link that runs a command. */
export function inMessage(text: string): string {
  return visible(text).replaceAll('](', '] (');
}
