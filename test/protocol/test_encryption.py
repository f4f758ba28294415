"""CurveZMQ, as ipykernel 7.4 and jupyter_client 8.10 have it: all five channels encrypted, nobody let in without the key."""

import json
import subprocess
import unittest

import zmq
from jupyter_client.manager import KernelManager

from kernel_case import NOTEBOOKS, KernelCase, stop_kernel


class Encryption(KernelCase):
    @classmethod
    def setUpClass(cls):
        cls.manager = KernelManager(kernel_name=cls.kernel_name, transport_encryption="required")
        cls.manager.start_kernel(cwd=cls.cwd)
        cls.client = cls.manager.client()
        cls.client.start_channels()
        cls.client.wait_for_ready(timeout=60)

    def test_the_connection_file_has_the_keys(self):
        with open(self.manager.connection_file) as file:
            connection = json.load(file)
        self.assertEqual(len(connection["curve_publickey"]), 40)
        self.assertEqual(len(connection["curve_secretkey"]), 40)

    def test_cells_run_and_print(self):
        outcome = self.ok("console.log('hidden'); 6 * 7")
        self.assertEqual((outcome.text(), outcome.value), ("hidden\n", "42"))

    def test_input_passes(self):
        self.client.allow_stdin = True
        self.client.execute("prompt('who?')", allow_stdin=True)
        request = self.client.get_stdin_msg(timeout=30)
        self.assertEqual(request["content"]["prompt"].strip(), "who?")
        self.client.input("a friend")
        while (message := self.client.get_iopub_msg(timeout=30))["msg_type"] != "execute_result":
            pass
        self.assertIn("a friend", message["content"]["data"]["text/plain"])

    def test_control_and_heartbeat_answer(self):
        self.assertEqual(self.control("kernel_info_request")["content"]["status"], "ok")
        self.client.hb_channel.unpause()
        self.assertTrue(self.client.hb_channel.is_beating())

    def test_a_restart_keeps_the_keys(self):
        before = self.manager.curve_publickey
        self.manager.restart_kernel(now=True)
        self.client.wait_for_ready(timeout=60)
        self.assertEqual(self.manager.curve_publickey, before)
        self.shows("20 + 1", "21")

    def test_who_has_no_key_hears_nothing(self):
        session = self.client.session
        frames = session.serialize(session.msg("kernel_info_request", {}))
        stranger = zmq.curve_keypair()
        for server_key in (None, stranger[0]):
            socket = zmq.Context.instance().socket(zmq.DEALER)
            socket.linger = 0
            if server_key:
                socket.curve_publickey, socket.curve_secretkey = stranger
                socket.curve_serverkey = server_key
            socket.connect(f"tcp://{self.client.ip}:{self.client.shell_port}")
            socket.send_multipart(frames)
            self.assertEqual(socket.poll(500), 0, "the kernel answered")
            socket.close()
        self.ok("1 + 1")


class DamagedKeys(unittest.TestCase):
    def test_half_a_pair_starts_nothing(self):
        """A kernel that went on in plain text would be the worst answer."""
        manager = KernelManager(kernel_name="tslab", transport_encryption="required")
        manager.start_kernel(cwd=NOTEBOOKS)
        command = manager.format_kernel_cmd()
        client = manager.client()
        stop_kernel(manager, client)
        connection = manager.get_connection_info()
        connection = {k: v.decode() if isinstance(v, bytes) else v for k, v in connection.items()}
        del connection["curve_secretkey"]
        file = next(part for part in command if part.endswith(".json"))
        with open(file, "w") as out:
            json.dump(connection, out)
        ended = subprocess.run(command, cwd=NOTEBOOKS, capture_output=True, text=True, timeout=60)
        self.assertEqual(ended.returncode, 2)
        self.assertIn("curve_secretkey must be a key of 40 letters", ended.stderr)
        self.assertNotIn(connection["key"], ended.stderr)
