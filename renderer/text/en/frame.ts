// Text of the frame.
export const frameText = {} as const;
