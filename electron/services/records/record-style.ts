// How a record looks on paper: A4, black on white, one accent; made to be read by two people at a table.
const widths = Array.from({ length: 99 }, (_, index) => `.w${String(index + 1)}{width:${String(index + 1)}%}`);

/** The printer adds the faces of the two fonts, and names them in these variables. */
export const recordStyle = `
:root{--ink:#1c2126;--soft:#59616a;--line:#c9ced5;--pale:#f3f5f7;--accent:#2f4aa0;--good:#1f6b3a;--bad:#a3201d}
*{box-sizing:border-box}
@page{size:A4;margin:18mm 17mm 20mm}
body{margin:0;color:var(--ink);font:400 9.5pt/1.5 var(--text-font,Inter),sans-serif;font-feature-settings:'tnum','cv05';-webkit-print-color-adjust:exact}
code{font:400 8pt/1.45 var(--code-font,monospace),monospace;overflow-wrap:anywhere}
bdi{unicode-bidi:isolate;white-space:pre-wrap;overflow-wrap:anywhere}
.band{background:#f6c244;color:#1c1500;padding:2.2mm 4mm;border-radius:1.4mm;font-size:8.5pt;margin-bottom:7mm}
.band b{letter-spacing:.09em;margin-right:2mm}
header{border-bottom:.7mm solid var(--accent);padding-bottom:4.5mm;margin-bottom:5mm}
.product{margin:0 0 1mm;font-size:8.5pt;font-weight:640;letter-spacing:.06em;text-transform:uppercase;color:var(--accent)}
h1{margin:0;font-size:21pt;font-weight:680;line-height:1.15;letter-spacing:-.015em}
.subject{margin:1.6mm 0 0;font-size:12.5pt;color:var(--soft)}
.summary{background:var(--pale);border-radius:1.8mm;padding:3.6mm 4.5mm;margin-bottom:7mm}
section{margin:0 0 7mm}
.whole{break-inside:avoid}
h2{margin:0 0 2.2mm;font-size:12pt;font-weight:660;break-after:avoid;padding-bottom:1mm;border-bottom:.2mm solid var(--line)}
p{margin:0 0 2.4mm}
.none{color:var(--soft)}
dl{display:grid;grid-template-columns:40mm minmax(0,1fr);gap:1mm 4mm;margin:0 0 3mm}
dl:last-child{margin-bottom:0}
dt{color:var(--soft)}
dd{margin:0;min-width:0}
table{width:100%;border-collapse:collapse;table-layout:fixed;margin:0 0 3mm;font-size:8.6pt;line-height:1.42}
thead{display:table-header-group}
tr{break-inside:avoid}
th{text-align:start;font-weight:620;color:var(--soft);background:var(--pale);padding:1.5mm 2mm;font-size:8pt}
td{vertical-align:top;padding:1.5mm 2mm;border-bottom:.2mm solid var(--line)}
.mark{white-space:nowrap;font-weight:600}
.mark::before{content:'';display:inline-block;width:2mm;height:2mm;border:.4mm solid currentColor;border-radius:50%;margin-right:1.3mm}
.good::before{background:currentColor}.bad::before{background:currentColor;border-radius:0}
.good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--soft)}
.fingerprint{border:.35mm solid var(--accent);border-radius:1.8mm;padding:3.6mm 4.5mm;margin:0 0 3.5mm;break-inside:avoid}
.fingerprint span{display:block;color:var(--soft);margin-bottom:1.2mm}
.fingerprint code{font-size:12.5pt;font-weight:560;letter-spacing:.03em;line-height:1.6}
.signatures{display:grid;grid-template-columns:1fr 1fr;gap:12mm 10mm;margin-top:15mm;break-inside:avoid}
.signature{break-inside:avoid}
.signature .line{border-bottom:.3mm solid var(--ink);height:1mm}
.signature span{display:block;font-size:8pt;color:var(--soft);padding-top:1.2mm}
${widths.join('')}
`;
