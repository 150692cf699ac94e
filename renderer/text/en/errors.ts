// What each error means to a person.
export const errorTexts = {} as const;
