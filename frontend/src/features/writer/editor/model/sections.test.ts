import { describe, expect, it } from "vitest";

import { bodyToSend, idsForHeadings, type StoredSection } from "./sections";

const section = (id: string, heading: string, is_locked = false): StoredSection => ({ id, heading, html: "<p>x</p>", is_locked });
const KNOWN = [section("s1", ""), section("s2", "Beans", true), section("s3", "Water")];

describe("sections of a text", () => {
  it("are left to the server while no heading is renamed", () => {
    const html = "<p>Intro</p>\n<h2>Beans</h2>\n<p>a</p>\n<h2>Water</h2>\n<p>b</p>";
    expect(bodyToSend(html, ["s2", "s3"], KNOWN)).toEqual({ html });
  });

  it("keep id and lock when their heading is renamed", () => {
    const html = "<p>Intro</p>\n<h2>Coffee &amp; beans</h2>\n<p>a</p>\n<ul><li>c</li></ul>\n<h2>Water</h2>\n<p>b</p>\n<h2>New</h2>";
    expect(bodyToSend(html, ["s2", "s3", null], KNOWN)).toEqual({
      structure: [
        { id: "s1", heading: "", html: "<p>Intro</p>" },
        { id: "s2", heading: "Coffee & beans", html: "<p>a</p>\n<ul><li>c</li></ul>", is_locked: true },
        { id: "s3", heading: "Water", html: "<p>b</p>" },
        { heading: "New", html: "" },
      ],
    });
  });

  it("are sent as HTML where a heading holds more than text", () => {
    const html = "<h2>Good <em>beans</em></h2><p>a</p>";
    expect(bodyToSend(html, ["s2"], KNOWN)).toEqual({ html });
    const boxed = "<h2>Renamed</h2><div><h2>Inside</h2></div>";
    expect(bodyToSend(boxed, ["s2"], KNOWN)).toEqual({ html: boxed });
  });

  it("are found again by order, else by heading", () => {
    expect(idsForHeadings(["Beans", "Water"], KNOWN)).toEqual(["s2", "s3"]);
    expect(idsForHeadings(["Water", "New", "beans"], KNOWN)).toEqual(["s3", null, "s2"]);
  });
});
