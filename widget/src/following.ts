/**
 * Keeps what is new in sight, until somebody scrolls away from it.
 *
 * @param below is told whether there is something below what is seen
 */
export function following(find: () => HTMLElement | null, below: (more: boolean) => void) {
  let follows = true;
  let pinned = false;
  let before = 0;
  return {
    /** What comes next is followed again, with the question in sight: an answer is read from its beginning. */
    on(): void {
      follows = true;
      pinned = false;
    },
    scrolled(): void {
      const log = find()!;
      const rest = log.scrollHeight - log.clientHeight - log.scrollTop;
      if (rest < 24) follows = true;
      else if (log.scrollTop < before) follows = false;
      before = log.scrollTop;
      below(rest >= 24);
    },
    toEnd(): void {
      const log = find();
      follows = pinned = true;
      log?.scrollTo({ top: log.scrollHeight });
    },
    go(): void {
      const log = find();
      if (!log) return;
      const end = log.scrollHeight - log.clientHeight;
      const question = [...log.querySelectorAll('.mine')].at(-1);
      const top =
        question && !pinned
          ? question.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop - 14
          : end;
      if (follows) log.scrollTop = Math.max(Math.min(end, top), Math.min(end, log.scrollTop));
      below(end - log.scrollTop >= 24);
    },
  };
}
