/** A failure with a code for the program that called and a sentence for the person who reads it. */
export class SiteError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SiteError";
    this.code = code;
  }
}

/** A definition that cannot be rendered; `path` is the JSON path of the faulty field. */
export class DefinitionError extends SiteError {
  readonly path: string;

  constructor(path: string, fact: string, code = "invalid_definition") {
    super(code, `${path} ${fact}.`);
    this.name = "DefinitionError";
    this.path = path;
  }
}
