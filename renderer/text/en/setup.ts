// Text of the set-up wizard.
export const setupText = {} as const;
