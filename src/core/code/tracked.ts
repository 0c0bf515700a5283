/** What we need of VS Code's own Git extension; its API may be asked for once it is at work. */
export interface GitExtension<File> {
  readonly isActive: boolean;
  readonly exports: {
    readonly enabled: boolean;
    getAPI(version: 1): { getRepository(file: File): Repository | null };
  };
}

interface Repository {
  getObjectDetails(treeish: string, path: string): Promise<unknown>;
}

/** What Git's extension rejects with where the index does not have a path; anything else tells nothing about the file. */
const isUnknownPath = (thrown: unknown) =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'gitErrorCode' in thrown &&
  thrown.gitErrorCode === 'UnknownPath';

/**
 * Whether Git keeps a file: 'unknown' outside a repository, where VS Code's Git extension is not at work, and where Git
 * fails.
 */
export async function keptByGit<File>(
  git: GitExtension<File> | undefined,
  file: File,
  path: string,
): Promise<boolean | 'unknown'> {
  if (!git?.isActive || !git.exports.enabled) return 'unknown';
  const repository = git.exports.getAPI(1).getRepository(file);
  if (!repository) return 'unknown';
  // Without a tree it is the index that is asked, which fails for a file that it does not have.
  return repository.getObjectDetails('', path).then(
    () => true,
    (thrown: unknown) => (isUnknownPath(thrown) ? false : 'unknown'),
  );
}
