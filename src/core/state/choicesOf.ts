import { numbers } from '../resources/numbers.ts';
import { ChoiceLists } from './choiceLists.ts';
import { numberNewsOf } from './numberNews.ts';
import type { Session } from './session.ts';

function make(session: Session): ChoiceLists {
  const lists = new ChoiceLists(session.door);
  numberNewsOf(session).onDidTell(({ kind, ids }) => {
    // What was written to a number may be a tag that no number had before.
    if (ids) lists.outdate('tags');
    else if (kind === numbers.name) void lists.renew();
  });
  return lists;
}

/** The choice lists of a session, the same for whoever asks; they end with it. */
export const choicesOf = (session: Session): ChoiceLists => session.keep(make);
