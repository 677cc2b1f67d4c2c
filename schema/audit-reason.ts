/** Why somebody did something, in their words: for the audit log. */
import { z } from 'zod';

const REASON_LENGTH_MAX = 500;

const words = z.string().trim();

/** May be left out. */
export const reasonSchema = words.max(REASON_LENGTH_MAX, 'is too long').nullish();

export const neededReasonSchema = words.min(1, 'must not be empty').max(REASON_LENGTH_MAX, 'is too long');
