/** The sections of the settings, by name. */
export type Section = "general" | "marks" | "language" | "bar";
