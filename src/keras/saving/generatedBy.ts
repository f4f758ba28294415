/** Who wrote a file. */
export const generatedBy = "Gradus 0.1";
