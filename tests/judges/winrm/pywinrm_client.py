"""Signs in at a WinRM endpoint by pywinrm and runs the commands of argv; prints one JSON object a command.

Usage: pywinrm_client.py PORT USER COMMAND...; the password is the first line of stdin.
"""
import json
import sys
import warnings

warnings.simplefilter("ignore")

import winrm  # noqa: E402


def tell(session, command):
    try:
        answer = session.run_cmd(command)
    except Exception as failure:  # Which class it is says what went wrong.
        return {"error": type(failure).__name__, "text": str(failure)}
    return {
        "code": answer.status_code,
        "out": answer.std_out.decode("utf-8"),
        "err": answer.std_err.decode("utf-8"),
    }


def main():
    port, user = sys.argv[1:3]
    password = sys.stdin.readline().rstrip("\n")
    for command in sys.argv[3:]:
        session = winrm.Session(
            "http://127.0.0.1:%s/wsman" % port,
            auth=(user, password),
            transport="ntlm",
            message_encryption="always",
        )
        print(json.dumps(tell(session, command)), flush=True)


main()
