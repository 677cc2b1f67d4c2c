import { parsePlace } from './parse-place.ts';

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

export const placeNow = () => parsePlace(location.hash);

export function onPlace(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('hashchange', tell);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener('hashchange', tell);
  };
}

/** Goes to a place, leaving a step for the browser's back button unless told to replace. */
export function navigateTo(to: string | URL, options: { readonly replace?: boolean } = {}): void {
  const target = `#${String(to)}`;
  if (target === location.hash) return;
  if (options.replace === true) {
    history.replaceState(null, '', target);
    tell();
  } else location.hash = target;
}
