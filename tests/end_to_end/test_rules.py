"""A desk's rules over the embedded models: from a folder of reports and a policy file to verdicts."""

import json

from factcheck.cli import run

REPORT = "The clinic in Karsk hired 12 nurses in March, the mayor said. Patients now wait less than before."
FILES = {
    "rumour.json": {"text": REPORT, "publisher": "Daily Rumour", "published": "2024-03-20"},
    "quay.json": {"text": f"{REPORT} By our own reporter.", "publisher": "The Quay", "published": "2024-04-02"},
    "office.json": {
        "text": "In March 12 nurses were hired by the clinic in Karsk. The office counts all staff once a year.",
        "publisher": "Health Office",
        "published": "2024-05-10",
    },
    "memo.json": {
        "text": "The clinic in Karsk closed its quixotic emergency ward in April. Nobody may say so yet.",
        "publisher": "Desk notes",
        "published": "2024-05-01",
    },
}
RULES = """
[tiers]
primary = ["Health Office"]
[require]
supported = "one primary or two independent"
[exclude]
publishers = ["Daily Rumour"]
[internal]
publishers = ["Desk notes"]
"""
ARTICLE = "The clinic in Karsk hired 12 nurses in March. The clinic did not close its emergency ward in April.\n"


def test_from_reports_and_a_policy_to_verdicts(tmp_path, capsys) -> None:
    (tmp_path / "reports").mkdir()
    for name, fields in FILES.items():
        (tmp_path / "reports" / name).write_text(json.dumps(fields), encoding="utf-8")
    (tmp_path / "draft.txt").write_text(ARTICLE, encoding="utf-8")
    assert run(["index", "build", "desk", "reports"]) == 0
    capsys.readouterr()

    hired, ward = checked(capsys)
    assert (hired["label"], hired["policy"], ward["label"]) == ("supported", None, "contradicted")

    (tmp_path / "indexes" / "policy.toml").write_text(RULES, encoding="utf-8")
    hired, ward = checked(capsys)
    assert hired["label"] == "supported"
    tiers = {item["publisher"]: item["tier"] for item in hired["evidence"]}
    assert tiers["Health Office"] == "primary"
    assert "Daily Rumour" not in tiers
    assert (ward["label"], ward["evidence"][0]["withheld"]) == ("contradicted", "internal")
    assert "quixotic" not in json.dumps([hired, ward])

    hired, _ = checked(capsys, "--as-of", "2024-04-30")
    assert (hired["label"], hired["reason"]) == ("unverifiable", "policy")
    assert "there is one secondary report" in hired["explanation"]
    hired, ward = checked(capsys, "--as-of", "2024-03-31")
    assert (hired["label"], hired["evidence"], ward["evidence"]) == ("unverifiable", [], [])


def checked(capsys, *options):
    assert run(["check", "draft.txt", "--index", "desk", "--format", "json", *options]) == 0
    captured = capsys.readouterr()
    if options:
        assert "Left out of 4 reports: " in captured.err
    return json.loads(captured.out)["verdicts"]
