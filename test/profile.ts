import type { Profile } from '../src/core/model/profile.ts';

/** An account as tests know it; its address leads nowhere. */
export const workProfile: Profile = {
  id: 'work',
  name: 'Work',
  icon: 'account',
  kind: 'account',
  baseUrl: 'http://127.0.0.1/v2',
  readOnly: false,
};
