// The key of every store in these tests: any 32 bytes will do.
export const storeKey = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);
