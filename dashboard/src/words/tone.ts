/** How a state feels: decides colour and sign of a badge, never its meaning, which stands in words. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'idle';
