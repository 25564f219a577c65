"""Sets one document with Typst, as a program of its own: `cms/pdf.py` runs it and gives it a request in JSON.

Typst and its fonts take tens of megabytes and keep them; here they go back with the process. No Django, so that it
starts at once.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

import typst


def main() -> int:
    """Read the request, write the PDF to standard output; exit 1 with Typst's own words when it refuses."""
    request = json.load(sys.stdin)
    try:
        document = typst.compile(
            Path(request["root"]) / request["template"],
            root=request["root"],
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=True, font_paths=[request["fonts"]]
            ),
            format="pdf",
            pdf_standards="ua-1",
            timestamp=datetime.fromisoformat(request["at"]),
            sys_inputs={"data": json.dumps(request["data"]), "language": request["language"]},
        )
    except typst.TypstError as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
