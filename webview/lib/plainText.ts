import { visible } from '../../src/core/model/text.ts';

/** Lines keep their breaks; everything else that is not seen is made visible. */
export const plainLines = (text: string): string => text.split(/\r?\n/).map(visible).join('\n');

/** Hands on what stands in a native field, at every change. */
export const typedIn =
  (take: (text: string) => void) =>
  ({ target }: Event): void => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) take(target.value);
  };
