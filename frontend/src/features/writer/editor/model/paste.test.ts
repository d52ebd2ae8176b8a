import { describe, expect, it } from "vitest";

import { cleanPaste } from "./paste";

const paste = (html: string): string => cleanPaste(html, (src) => src.startsWith("/api/v1/writer/images/")).html.replace(/\s*\n\s*/g, "");

describe("what is pasted", () => {
  it("from Google Docs is not bold altogether, and keeps what is bold", () => {
    expect(paste('<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.3"><span style="font-size:11pt;font-weight:400">Plain </span><span style="font-weight:700;font-style:italic">strong</span></p></b>')).toBe("<p>Plain <strong><em>strong</em></strong></p>");
  });

  it("from Word has its lists and headings, without Word's mark-up", () => {
    const word =
      '<html xmlns:o="urn"><head><style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment--><h1>Head<o:p></o:p></h1><p class=MsoListParagraphCxSpFirst style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·<span>   </span></span>One<o:p></o:p></p><p class=MsoListParagraph style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o </span>Deep</p><p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">· </span>Two</p><p class=MsoNormal>After<o:p>&nbsp;</o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p></body></html>';
    expect(paste(word).replaceAll("\u00a0", "").replaceAll("&nbsp;", "")).toBe("<h2>Head</h2><ul><li>One<ul><li>Deep</li></ul></li><li>Two</li></ul><p>After</p>");
  });

  it("from a web page is its structure only", () => {
    expect(paste('<div class="post" onclick="x()"><div>First</div><script>x()</script><p style="color:red" id="p1">Second <a href="https://www.google.com/url?q=https://example.com/a&sa=D" target="_blank" class="k">link</a> <a href="javascript:x()">bad</a></p><table><tr><td width="10" colspan="2">c</td></tr></table></div>')).toBe(
      '<p>First</p><p>Second <a href="https://example.com/a">link</a> bad</p><table><tbody><tr><td colspan="2">c</td></tr></tbody></table>',
    );
  });

  it("leaves foreign pictures behind and says how many", () => {
    const { html, picturesLeft } = cleanPaste('<p>Text <img src="https://x.com/a.png"><img src="data:image/png;base64,aa"></p><img src="/api/v1/writer/images/1/file/" alt="Mine">', (src) => src.startsWith("/api/"));
    expect(picturesLeft).toBe(2);
    expect(html).toContain('<img src="/api/v1/writer/images/1/file/" alt="Mine">');
    expect(html).not.toContain("x.com");
  });
});
