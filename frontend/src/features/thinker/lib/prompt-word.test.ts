import { describe, expect, it } from "vitest";

import { promptWord } from "./prompt-word";
import { variableOf } from "./variables";

describe("prompts in words", () => {
  it("names the prompt of each content type", () => {
    expect(promptWord("content.generate_content").label).toBe("Write posts");
    expect(promptWord("content.generate_content:product").label).toBe("Write products");
    expect(promptWord("planning.auto_cluster").label).toBe("Cluster keywords");
    expect(promptWord("content.generate_content:poem").label).toBe("Write articles");
  });

  it("explains the variables of a type's prompt as those of its function", () => {
    expect(variableOf("content.generate_content:product", "brief").explain).not.toBe("");
  });
});
