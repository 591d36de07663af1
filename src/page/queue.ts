/**
 * The order of work: what is begun is finished before the next begins, what is on the screen goes before the rest, and a
 * node that waits inside of another one that waits is left to it. Knows nothing of what the tasks do.
 */

export type Queue<Task> = {
  /** Belongs to the task at hand, and is done right after it. */
  push(task: Task): void;
  /** What the task at hand pushes from here on can wait, although the task itself could not. */
  calmDown(): void;
  /** To be done before everything else. */
  pushFirst(task: Task): void;
  /** A tree or a text that is to be read when its turn comes; twice is once. */
  wait(node: Node): void;
  /** It was read meanwhile. */
  forget(node: Node): void;
  next(): Task | null;
  /** Is the next task one that was pushed first? */
  isUrgent(): boolean;
};

export function createQueue<Task>(taskOf: (node: Node) => Task): Queue<Task> {
  const first: Task[] = [];
  const rest: Task[] = [];
  const waiting = new Set<Node>();
  /** Where the tasks of the task at hand go: a part that hurries hurries to its end. */
  let current = rest;

  const nextWaiting = (): Task | null => {
    for (const node of waiting) {
      waiting.delete(node);
      if (node.isConnected && !hasAncestorIn(waiting, node)) return taskOf(node);
    }
    return null;
  };
  return {
    push: (task) => current.push(task),
    calmDown() {
      current = rest;
    },
    pushFirst: (task) => first.push(task),
    wait: (node) => waiting.add(node),
    forget: (node) => waiting.delete(node),
    next() {
      current = first.length > 0 ? first : rest;
      return current.pop() ?? nextWaiting();
    },
    isUrgent: () => first.length > 0,
  };
}

function hasAncestorIn(waiting: ReadonlySet<Node>, node: Node): boolean {
  if (waiting.size === 0) return false;
  for (let at = node.parentNode; at; at = at.parentNode) if (waiting.has(at)) return true;
  return false;
}
