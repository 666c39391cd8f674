/** What somebody said at the door, kept with the visit: it travels as pictures do, and is one file of WebM with Opus inside. */

export const longestVoiceMs = 60_000;
/** the recorder stops a little after it is told to */
export const voiceToleranceMs = 2_000;
export const voiceType = 'audio/webm';
/** bits a second: speech stays clear, and a whole minute is 180 KB */
export const voiceBitRate = 24_000;
export const maxVoiceBytes = 400_000;
