/** The step after the stand-in for the action: there is nothing to clean up. */
export {};
