/** Places of the dashboard live in the fragment, `#/path?search`: any server and any proxy path can serve it. */
import { useSyncExternalStore } from 'react';
import type { BaseLocationHook, BaseSearchHook } from 'wouter';
import { navigateTo, onPlace, placeNow } from './place.ts';

const path = (): string => placeNow().path;
const search = (): string => placeNow().search;

export const useHashPath: BaseLocationHook & { hrefs?: (href: string) => string } = () => [
  useSyncExternalStore(onPlace, path),
  navigateTo,
];
useHashPath.hrefs = (href) => `#${href}`;

export const useHashSearch: BaseSearchHook = () => useSyncExternalStore(onPlace, search);
